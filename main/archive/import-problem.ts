import { SourceShrank } from '../../core/archive/byte-source';
import { isDiskFull, systemCode } from '../vault/durable-file';
import { SpecialFile } from './file-source';

/** i18n key below `import.problem.` */
export type ImportProblemCode =
  | 'notReadable' | 'noSuchFile' | 'special' | 'linkOutside' | 'notMail' | 'empty' | 'tooDeep' | 'tooLarge' | 'changed' | 'diskFull' | 'notWritable' | 'notChosen'
  /** `name` is how many more there were */
  | 'more';

export interface ImportProblem {
  /** of the file or folder, as a person reads it */
  readonly name: string;
  readonly code: ImportProblemCode;
}

/** What went wrong with a file, from the system's error; whatever is no such error is a bug and thrown on. */
export function fileProblem(name: string, error: unknown): ImportProblem {
  if (error instanceof SpecialFile) return { name, code: 'special' };
  if (error instanceof SourceShrank) return { name, code: 'changed' };
  const code = systemCode(error);
  if (code === null) throw error;
  if (code === 'ENOENT') return { name, code: 'noSuchFile' };
  // O_NOFOLLOW met a link that was a file a moment ago
  if (code === 'ELOOP') return { name, code: 'linkOutside' };
  return { name, code: isDiskFull(error) ? 'diskFull' : 'notReadable' };
}
