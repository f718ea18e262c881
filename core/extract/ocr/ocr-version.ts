/** Raised when the same picture would give a better text: what older versions read stays until its letter is asked for again. */
export const ocrVersion = '1';
