import type { ListQuery } from '../../core/contract/list';
import type { LetterId } from '../../core/model/ids';

/** Which letters an export is about: those chosen by hand, or a whole list as it is then. */
export type ExportScope =
  | { readonly kind: 'letters'; readonly letterIds: readonly LetterId[] }
  | { readonly kind: 'list'; readonly query: ListQuery; readonly name: string };
