import { searchKey } from '../../../core/base/search-key';
import type { CorrectableField } from '../../../core/model/correction';
import type { OfficialDocument } from '../../../core/model/document';
import { thaiHeadings, thaiKinds, thaiSecrecy, thaiUrgency } from '../../../core/recognise/data/thai';
import { secrecyStamps, urgencyStamps } from '../../../core/recognise/data/vietnamese-stamps';
import { vietnameseTypes } from '../../../core/recognise/data/vietnamese-types';

/** suggestions shown at once */
const most = 8;

/** What the field may well say, by the law the document is written by; empty: anything can stand there. */
function known(field: CorrectableField, system: OfficialDocument['system']): readonly string[] {
  const thai = system === 'thai';
  switch (field) {
    case 'type':
      if (thai) return [...new Set([...Object.values(thaiKinds), ...thaiHeadings].map(({ name }) => name))];
      return system === 'malay' || system === 'indonesian' ? [] : vietnameseTypes.map(({ name }) => name);
    case 'urgency': return thai ? thaiUrgency : urgencyStamps;
    case 'secrecy': return thai ? thaiSecrecy : secrecyStamps;
    default: return [];
  }
}

/** Suggestions that begin with or hold what is typed, without regard to case and marks; all of them while nothing was typed over. */
export function suggestValues(field: CorrectableField, system: OfficialDocument['system'], typed: string, was: string): readonly string[] {
  const all = known(field, system);
  const wanted = searchKey(typed);
  if (wanted === '' || typed === was) return field === 'type' ? [] : all;
  const matching = all.filter((one) => searchKey(one).includes(wanted));
  return matching.toSorted((a, b) => Number(searchKey(b).startsWith(wanted)) - Number(searchKey(a).startsWith(wanted))).filter((one) => one !== typed).slice(0, most);
}
