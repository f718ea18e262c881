import type { VocabularyAdditions } from './vietnamese-vocabulary';

/** What no act names but offices print: an office's own list has the same form and is added in the same way. State of 2026-11-21. */
export const inPractice: VocabularyAdditions = {
  types: [
    { code: 'TM', name: 'Thư mời', symbol: null, family: 'administrative', source: 'practice' },
    { code: 'LCT', name: 'Lịch công tác', symbol: null, family: 'administrative', source: 'practice' },
    { code: 'LLV', name: 'Lịch làm việc', symbol: null, family: 'administrative', source: 'practice' },
  ],
};
