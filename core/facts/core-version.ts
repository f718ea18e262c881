/** Raised whenever the same bytes would give other facts: cached facts of older versions are made anew. */
export const coreVersion = '5';
