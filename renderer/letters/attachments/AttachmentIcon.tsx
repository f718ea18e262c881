import { Document20Regular, DocumentError20Regular, DocumentPdf20Regular, FolderZip20Regular, Image20Regular, Table20Regular } from '@fluentui/react-icons';

interface AttachmentIconProps {
  readonly name: string;
  readonly contentType: string;
  /** null: not looked into yet */
  readonly opens: 'open' | 'saveOnly' | null;
}

/** What can only be saved never borrows the look of a document: `cong-van.pdf.exe` may call itself application/pdf. */
export function AttachmentIcon({ name, contentType, opens }: AttachmentIconProps) {
  if (opens === 'saveOnly') return /\.(zip|rar|7z|gz)$|^winmail\.dat$/i.test(name) ? <FolderZip20Regular aria-hidden /> : <DocumentError20Regular aria-hidden />;
  if (opens === null) return <Document20Regular aria-hidden />;
  if (contentType === 'application/pdf' || /\.pdf$/i.test(name)) return <DocumentPdf20Regular aria-hidden />;
  if (contentType.startsWith('image/')) return <Image20Regular aria-hidden />;
  if (/\.(xlsx?|ods|csv)$/i.test(name)) return <Table20Regular aria-hidden />;
  return <Document20Regular aria-hidden />;
}
