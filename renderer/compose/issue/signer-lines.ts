import type { Tone } from '../../ui/tone';

/** A sentence about the certificate that is about to sign. `bad`: it must not. */
export interface SignerLine {
  readonly code: string;
  readonly tone: Tone;
  /** i18n key */
  readonly text: string;
}
