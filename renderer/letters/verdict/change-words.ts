import type { TFunction } from 'i18next';
import type { LaterChange } from '../../../core/model/verdict';
import { sentenceCase } from '../../ui/sentence-case';

/** A later change as a clause: what, where, with which revision, after which. Whether it was permitted is said apart, in its colour. */
export function changeWords({ what, place, revision }: LaterChange, signed: number | null, t: TFunction): string {
  return [
    sentenceCase(t(`change.${what}`, { defaultValue: t('change.other') })),
    // a bare number is a page; all else has a name of its own
    place === null ? null : /^\d+$/.test(place) ? t('details.changePage', { page: place }) : t('details.changePlace', { place }),
    revision === null ? null : t('details.changeRevision', { revision }),
    signed === null || revision === null ? null : t('details.changeAfter', { revision: signed }),
  ].filter((words) => words !== null).join(', ');
}
