import type { LetterView } from '../../store/letter-view';

/** "Phiếu kiểm tra chữ ký 1077-SGDĐT-KTQLCL.pdf": number or digest, without what a file name may not hold. */
export function reportName(view: Pick<LetterView, 'documents' | 'kept'>, title: string, ending: string): string {
  const number = view.documents?.find(({ document }) => document.number !== null)?.document.number ?? view.kept.digest.slice(0, 12);
  return `${title} ${number.replace(/[^\p{L}\p{N}.]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '').slice(0, 120)}.${ending}`;
}
