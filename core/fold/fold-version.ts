/** Raised whenever the same journal folds into states of another shape or meaning: what was folded before is thrown away and folded anew. */
export const foldVersion = '5';
