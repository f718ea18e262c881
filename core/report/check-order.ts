import type { SignatureChecks } from '../model/verdict';

/** As a person asks: is it whole, whose is it, may that be believed, since when. */
export const checkOrder = ['integrity', 'coverage', 'identity', 'binding', 'path', 'revocation', 'time', 'timestamp', 'algorithm'] as const satisfies readonly (keyof SignatureChecks)[];
