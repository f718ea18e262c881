import { Document20Regular, DocumentPdf20Regular, FolderZip20Regular, Image20Regular, Table20Regular } from '@fluentui/react-icons';

export function AttachmentIcon({ name, contentType }: { readonly name: string; readonly contentType: string }) {
  if (contentType === 'application/pdf' || /\.pdf$/i.test(name)) return <DocumentPdf20Regular aria-hidden />;
  if (contentType.startsWith('image/')) return <Image20Regular aria-hidden />;
  if (/\.(xlsx?|ods|csv)$/i.test(name)) return <Table20Regular aria-hidden />;
  if (/\.(zip|rar|7z|gz)$/i.test(name)) return <FolderZip20Regular aria-hidden />;
  return <Document20Regular aria-hidden />;
}
