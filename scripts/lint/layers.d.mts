import type { Rule } from 'eslint';

export function forbiddenArrow(file: string, specifier: string, names?: readonly string[]): string | null;
export const layersRule: Rule.RuleModule;
