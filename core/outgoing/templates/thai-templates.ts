import type { Template } from '../template';

export const thaiTemplates: readonly Template[] = [];
