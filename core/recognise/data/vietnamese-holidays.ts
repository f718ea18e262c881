/**
 * Days of the year (month-day, both ends included) among which a public holiday of Vietnam, or a working day exchanged for one, may lie. Source: Labour
 * Code 45/2019/QH14, Article 112 (1 January, Tết, 10th of the third lunar month, 30 April, 1 May, 2 September and a day beside it). Tết and the lunar
 * day move, and the Government exchanges days each year, so that within these spans nobody can count working days from the Code alone. 24 November
 * is kept out of every count too: its being a holiday from 2026 on is not confirmed. State of 2026-11-21.
 */
export const uncertainDays: readonly (readonly [from: string, to: string])[] = [
  ['01-01', '01-04'], ['01-17', '03-02'], ['03-26', '05-05'], ['08-29', '09-06'], ['11-21', '11-27'], ['12-28', '12-31'],
];
