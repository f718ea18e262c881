import type { Template } from '../template';

export const malayTemplates: readonly Template[] = [];
