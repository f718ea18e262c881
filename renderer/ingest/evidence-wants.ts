import type { Evidence } from '../../core/fold/evidence';
import type { EvidenceWant } from '../../core/model/evidence';
import type { LetterId } from '../../core/model/ids';
import type { LetterVerdict, Wanted } from '../../core/model/verdict';
import { decodeBase64 } from '../../core/pki/pem';
import { namesOfWanted } from '../../core/verify/asked-evidence';
import { keptSeq } from '../../core/verify/pin';
import type { AskMain } from './ask-main';

/** as many as one question to main may hold */
const mostAtOnce = 100;

/**
 * Puts before main what verdicts want, each thing once in a run and once more where what came of it was not enough: main decides whether and when it is fetched,
 * and tries again by itself.
 */
export class EvidenceWants {
  private readonly sent = new Set<string>();

  constructor(private readonly ask: AskMain) {}

  /** Under another policy everything is wanted anew. */
  forget(): void {
    this.sent.clear();
  }

  async send(letterId: LetterId, { signatures }: LetterVerdict, evidence: Evidence): Promise<void> {
    const wants: EvidenceWant[] = [];
    for (const wanted of signatures.flatMap((one) => one.wanted)) {
      const want = wantOf(wanted);
      const name = namesOfWanted(wanted).map((one) => `${one} ${keptSeq(evidence, one)}`).join(' ');
      if (want === null || this.sent.has(name)) continue;
      this.sent.add(name);
      wants.push(want);
    }
    for (let at = 0; at < wants.length; at += mostAtOnce) await this.ask('evidence.want', { letterId, wants: wants.slice(at, at + mostAtOnce) as never });
  }
}

/** Does it want anything that could be asked for? */
export function isWanting({ signatures }: LetterVerdict): boolean {
  return signatures.some(({ wanted }) => wanted.some((one) => wantOf(one) !== null));
}

/** Null where it names no address that could be asked. */
function wantOf(wanted: Wanted): EvidenceWant | null {
  const urls = wanted.urls.filter((url) => /^https?:\/\//i.test(url) && url.length <= 2000 && !/[\r\n\0]/.test(url)).slice(0, 8);
  if (urls.length === 0) return null;
  if (wanted.what !== 'ocsp') return { what: wanted.what, urls };
  const request = decodeBase64(wanted.request);
  return request === null || request.byteLength === 0 || request.byteLength > 4096 ? null : { what: 'ocsp', urls, about: wanted.certificate, request };
}
