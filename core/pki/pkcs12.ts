import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { readAlgorithm } from './algorithm-identifier';
import type { Certificate } from './certificate';
import { bytesOf, childrenOf, contentOf, DerError, expect, hexOf, isContext, octetsOf, oidOf, readElement, tags } from './der';
import type { Element } from './der';
import { belongsTo } from './key-of-certificate';
import { oids } from './oids';
import { decryptWithPassword } from './pbe';
import type { IterationAllowance } from './pbe';
import { encodePem } from './pem';
import { checkMac } from './pkcs12-mac';
import { readCertificateDer } from './read-certificate';

export type Pkcs12Failure = 'wrongPassword' | 'noKey' | 'malformed' | 'unsupported';

export interface Pkcs12 {
  readonly pkcs8: Uint8Array;
  /** the key's own certificate first, then what came with it */
  readonly certificates: readonly Certificate[];
  /** the same, as PEM */
  readonly pem: string;
}

const bags = {
  key: '1.2.840.113549.1.12.10.1.1', shroudedKey: '1.2.840.113549.1.12.10.1.2', certificate: '1.2.840.113549.1.12.10.1.3', safeContents: '1.2.840.113549.1.12.10.1.6',
} as const;
const localKeyId = '1.2.840.113549.1.9.21';
const x509Certificate = '1.2.840.113549.1.9.22.1';

class Pkcs12Error extends Error {
  constructor(readonly failure: Pkcs12Failure) {
    super(failure);
  }
}

interface Found {
  readonly keys: { readonly pkcs8: Uint8Array; readonly id: string | null }[];
  readonly certificates: { readonly certificate: Certificate; readonly id: string | null }[];
}

function keyIdOf(attributes: Element | undefined): string | null {
  if (attributes === undefined) return null;
  for (const attribute of childrenOf(expect(attributes, tags.set))) {
    const [type, values] = childrenOf(expect(attribute, tags.sequence));
    const value = oidOf(type) === localKeyId ? childrenOf(expect(values, tags.set))[0] : undefined;
    if (value !== undefined) return hexOf(contentOf(value));
  }
  return null;
}

class Reader {
  private readonly found: Found = { keys: [], certificates: [] };
  private iterations: number = limits.passwordIterations;
  private bagsSeen = 0;

  private readonly allowance: IterationAllowance = {
    take: (iterations) => {
      this.iterations -= iterations;
      return this.iterations >= 0;
    },
  };

  constructor(private readonly password: string) {}

  async read(bytes: Uint8Array): Promise<Found> {
    const [, safe, mac] = childrenOf(expect(readElement(bytes), tags.sequence));
    const data = this.dataOf(safe);
    if (mac !== undefined) {
      const outcome = await checkMac(mac, data, this.password, this.allowance);
      if (outcome !== 'right') throw new Pkcs12Error(outcome === 'wrong' ? 'wrongPassword' : 'unsupported');
    }
    for (const info of childrenOf(expect(readElement(data), tags.sequence))) await this.readContents(await this.openedContents(info), 0);
    return this.found;
  }

  /** Content of a ContentInfo of type data. */
  private dataOf(info: Element | undefined): Uint8Array {
    const [type, wrapper] = childrenOf(expect(info, tags.sequence));
    if (oidOf(type) !== oids.data) throw new Pkcs12Error('unsupported');
    if (!isContext(wrapper, 0)) throw new DerError('no content');
    return octetsOf(expect(childrenOf(wrapper)[0], tags.octetString));
  }

  private async openedContents(info: Element): Promise<Uint8Array> {
    const [type, wrapper] = childrenOf(expect(info, tags.sequence));
    if (oidOf(type) !== oids.encryptedData) return this.dataOf(info);
    if (!isContext(wrapper, 0)) throw new DerError('no content');
    const [, content] = childrenOf(expect(childrenOf(wrapper)[0], tags.sequence));
    const [, algorithm, encrypted] = childrenOf(expect(content, tags.sequence));
    if (!isContext(encrypted, 0)) throw new DerError('no encrypted content');
    return this.decrypted(algorithm, octetsOf(encrypted));
  }

  private async decrypted(algorithm: Element | undefined, encrypted: Uint8Array): Promise<Uint8Array> {
    const plain = await decryptWithPassword(readAlgorithm(algorithm), encrypted, this.password, this.allowance);
    if (plain === 'unsupported') throw new Pkcs12Error('unsupported');
    if (plain === null) throw new Pkcs12Error('wrongPassword');
    return plain;
  }

  private async readContents(contents: Uint8Array, depth: number): Promise<void> {
    for (const bag of childrenOf(expect(readElement(contents), tags.sequence))) {
      this.bagsSeen += 1;
      if (this.bagsSeen > limits.keyFileBags || depth > 4) throw new Pkcs12Error('unsupported');
      const [type, wrapper, attributes] = childrenOf(expect(bag, tags.sequence));
      const value = isContext(wrapper, 0) ? childrenOf(wrapper)[0] : undefined;
      if (value === undefined) throw new DerError('empty bag');
      await this.readBag(oidOf(type), value, keyIdOf(attributes), depth);
    }
  }

  private async readBag(type: string, value: Element, id: string | null, depth: number): Promise<void> {
    switch (type) {
      case bags.key:
        this.found.keys.push({ pkcs8: bytesOf(value), id });
        return;
      case bags.shroudedKey: {
        const [algorithm, encrypted] = childrenOf(expect(value, tags.sequence));
        const plain = await this.decrypted(algorithm, octetsOf(expect(encrypted, tags.octetString)));
        this.found.keys.push({ pkcs8: bytesOf(readElement(plain)), id });
        return;
      }
      case bags.certificate: {
        const [kind, wrapper] = childrenOf(expect(value, tags.sequence));
        const der = isContext(wrapper, 0) ? childrenOf(wrapper)[0] : undefined;
        if (oidOf(kind) !== x509Certificate || der === undefined) return;
        const read = await readCertificateDer(octetsOf(expect(der, tags.octetString)));
        // one unreadable certificate of a chain must not cost the person the key
        if (read.ok) this.found.certificates.push({ certificate: read.value, id });
        return;
      }
      case bags.safeContents:
        await this.readContents(bytesOf(value), depth + 1);
        return;
      default:
        // revocation lists and secrets of other kinds
        return;
    }
  }
}

/** The key with its certificate; of several pairs the one that is valid longest. */
async function pairOf({ keys, certificates }: Found): Promise<{ readonly pkcs8: Uint8Array; readonly own: Certificate } | null> {
  const pairs: { readonly pkcs8: Uint8Array; readonly own: Certificate }[] = [];
  for (const { pkcs8, id } of keys) {
    for (const { certificate, id: certificateId } of certificates) {
      const fits = await belongsTo(certificate, pkcs8);
      if (fits === true || (fits === null && id !== null && id === certificateId)) pairs.push({ pkcs8, own: certificate });
    }
  }
  return pairs.reduce<(typeof pairs)[number] | null>((best, pair) => (best === null || pair.own.notAfter > best.own.notAfter ? pair : best), null);
}

/**
 * A key file (RFC 7292): password-protected .p12 or .pfx, old (3DES, RC2, SHA-1) and new (PBES2, PBMAC1). Not for files that a public key protects.
 * @param password as the person typed it; '' for none
 */
export async function readPkcs12(bytes: Uint8Array, password: string): Promise<Result<Pkcs12, Pkcs12Failure>> {
  if (bytes.length > limits.keyFileBytes) return fail('unsupported');
  try {
    const found = await new Reader(password).read(bytes);
    const pair = await pairOf(found);
    if (pair === null) return fail('noKey');
    const others = found.certificates.map(({ certificate }) => certificate).filter(({ fingerprint }) => fingerprint !== pair.own.fingerprint);
    const certificates = [pair.own, ...others];
    return ok({ pkcs8: pair.pkcs8.slice(), certificates, pem: certificates.map(({ der }) => encodePem('CERTIFICATE', der)).join('') });
  } catch (error) {
    // the reader says by its own kind of error why it stopped; all others mean a file that is none
    return fail(error instanceof Pkcs12Error ? error.failure : 'malformed');
  }
}
