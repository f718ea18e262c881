/** Grey says nothing, green is earned, amber is "not established", red is "do not rely on it". */
export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info';
