import type { WorkDesk } from './work-desk';

type Job = { readonly [Name in keyof WorkDesk]: { readonly name: Name; readonly args: Parameters<WorkDesk[Name]> } }[keyof WorkDesk];

export type WorkAsk = Job & { readonly id: number };
export type WorkAnswer = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly broke: string };
