/** answers kept at a time; beyond that all are forgotten, which costs one more computation each */
const most = 20_000;

/** A pure function of a string whose answers are kept: senders repeat themselves over a mailbox. */
export function remembered<Value>(compute: (key: string) => Value): (key: string) => Value {
  const answers = new Map<string, Value>();
  return (key) => {
    if (answers.has(key)) return answers.get(key) as Value;
    const value = compute(key);
    if (answers.size >= most) answers.clear();
    answers.set(key, value);
    return value;
  };
}
