import type { IsoDate } from '../model/ids';
import type { AlgorithmRule } from '../model/verdict';

const day = (text: string): IsoDate => text as IsoDate;

const nist131 = 'NIST SP 800-131A Rev. 2 (2019)';
const nist57 = 'NIST SP 800-57 Part 1 Rev. 5 (2020), 5.6.3';

/** Until when which algorithm was good enough for signatures; an office may set its own table. */
export const defaultAlgorithmTable: readonly AlgorithmRule[] = [
  { algorithm: 'md2', until: null, source: 'RFC 6149' },
  { algorithm: 'md4', until: null, source: 'RFC 6150' },
  { algorithm: 'md5', until: day('2009-01-01'), source: 'CERT/CC VU#836068 (2008-12-31), RFC 6151' },
  { algorithm: 'sha1', until: day('2014-01-01'), source: `${nist131}, 9` },
  { algorithm: 'sha224', until: day('2031-01-01'), source: nist57 },
  { algorithm: 'rsa', belowBits: 1024, until: day('2011-01-01'), source: `${nist131}, 3` },
  { algorithm: 'rsa', belowBits: 2048, until: day('2014-01-01'), source: `${nist131}, 3` },
  { algorithm: 'rsa', belowBits: 3072, until: day('2031-01-01'), source: nist57 },
  { algorithm: 'ec', belowBits: 224, until: day('2014-01-01'), source: `${nist131}, 3` },
  { algorithm: 'ec', belowBits: 256, until: day('2031-01-01'), source: nist57 },
  { algorithm: 'dsa', until: day('2024-02-03'), source: 'FIPS 186-5 (2023); FIPS 186-4 withdrawn 2024-02-03' },
];
