import { Spinner } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterId } from '../../../../core/model/ids';
import type { SignatureVerdict } from '../../../../core/model/verdict';
import { derTree } from '../../../../core/pki/der-tree';
import type { TreeNode } from '../../../../core/pki/der-tree';
import { decodeBase64 } from '../../../../core/pki/pem';
import { fileBytes } from '../../attachments/file-bytes';
import { chainOf } from '../chain-role';
import { AsnTree } from './AsnTree';
import { Disclosure } from './Disclosure';

interface AsnSectionProps {
  readonly letterId: LetterId;
  readonly signature: SignatureVerdict;
}

/** The encodings themselves, element by element: of a signature file, and of each certificate of the chain. Read only when unfolded. */
export function AsnSection({ letterId, signature }: AsnSectionProps) {
  const { t } = useTranslation();
  const { part, member, kind } = signature;
  return (
    <>
      {part !== null && kind === 'cms' && (
        <Disclosure name={t('details.asnSignature')} testId="raw-asn1-signature">{() => <FileTree letterId={letterId} part={part} member={member} />}</Disclosure>
      )}
      {chainOf(signature).map((certificate) => (
        <Disclosure key={certificate.fingerprint} name={t('details.asnOf', { holder: certificate.holder })} testId="raw-asn1">{() => <Tree nodes={treeOf(certificate.der)} />}</Disclosure>
      ))}
    </>
  );
}

function treeOf(base64: string): readonly TreeNode[] {
  const der = decodeBase64(base64);
  return der === null ? [] : derTree(der);
}

function Tree({ nodes }: { readonly nodes: readonly TreeNode[] }) {
  const { t } = useTranslation();
  return nodes.length === 0 ? <span role="note">{t('details.asnBroken')}</span> : <AsnTree nodes={nodes} />;
}

function FileTree({ letterId, part, member }: { readonly letterId: LetterId; readonly part: NonNullable<SignatureVerdict['part']>; readonly member: string | null }) {
  const { t } = useTranslation();
  const [nodes, setNodes] = useState<readonly TreeNode[] | null>(null);
  useEffect(() => {
    let left = false;
    fileBytes({ letterId, part, ...(member === null ? {} : { member }) }).then((bytes) => {
      if (!left) setNodes(bytes.ok ? derTree(bytes.value) : []);
    }, () => setNodes([]));
    return () => {
      left = true;
    };
  }, [letterId, part, member]);
  return nodes === null ? <Spinner size="tiny" label={t('pages:reading')} /> : <Tree nodes={nodes} />;
}
