import type { LetterView } from '../../store/letter-view';

/** What a person calls the parts of a letter that nobody signed. An archive is named as far as files in it bear no signature of their own. */
export function unsignedNames(
  { verdict, signed, stageTwo }: Pick<LetterView, 'verdict' | 'signed' | 'stageTwo'>, partName: (part: string) => string, restOf: (name: string) => string,
): readonly string[] {
  return (verdict?.unsignedParts ?? []).flatMap((part) => {
    const inside = new Set(signed.filter((one) => one.part === part && one.member !== null && one.signatures.length > 0).map(({ member }) => member));
    if (inside.size === 0) return [partName(part)];
    const members = stageTwo?.attachments.find((one) => one.part === part)?.members ?? [];
    // a file that only holds the signature of another is covered by what it says
    const isAll = members.length > 0 && members.every(({ path }) => inside.has(path) || inside.has(path.replace(/\.(?:p7s|p7m|sig)$/i, '')));
    return isAll ? [] : [restOf(partName(part))];
  });
}
