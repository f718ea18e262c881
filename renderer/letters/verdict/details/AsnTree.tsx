import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreeNode } from '../../../../core/pki/der-tree';

const useStyles = makeStyles({
  tree: { margin: 0, padding: 0, listStyleType: 'none', fontFamily: tokens.fontFamilyMonospace, fontSize: '12px', lineHeight: '18px', overflowWrap: 'anywhere', userSelect: 'text' },
  inside: { margin: 0, paddingLeft: '16px', listStyleType: 'none', borderLeft: `1px solid ${tokens.colorNeutralStroke2}` },
  node: {
    padding: 0, border: 'none', borderRadius: tokens.borderRadiusSmall, backgroundColor: 'transparent', font: 'inherit', color: 'inherit', cursor: 'pointer', textAlign: 'left',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  place: { color: tokens.colorNeutralForeground3 },
});

/** levels that stand open at first: the outline of a certificate */
const openDepth = 2;
/** children drawn of one element; a list of revoked certificates has many thousands */
const childrenMost = 200;

/** What an encoding says, element by element; a level is drawn once it is opened. */
export function AsnTree({ nodes }: { readonly nodes: readonly TreeNode[] }) {
  const styles = useStyles();
  return <ul className={styles.tree} data-testid="asn1-tree">{nodes.map((node) => <Node key={node.offset} node={node} depth={0} />)}</ul>;
}

function Node({ node, depth }: { readonly node: TreeNode; readonly depth: number }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [open, setOpen] = useState(depth < openDepth);
  const place = <span className={styles.place}>{` @${node.offset} +${node.length}`}</span>;
  if (node.children.length === 0) return <li>{node.tag}{node.value !== null && node.value !== '' && `: ${node.value}`}{place}{node.cut && ` ${t('details.asnMore')}`}</li>;
  return (
    <li>
      <button type="button" className={styles.node} aria-expanded={open} onClick={() => setOpen(!open)}>{open ? '▾' : '▸'} {node.tag} ({node.children.length}){place}</button>
      {open && (
        <ul className={styles.inside}>
          {node.children.slice(0, childrenMost).map((child) => <Node key={child.offset} node={child} depth={depth + 1} />)}
          {(node.cut || node.children.length > childrenMost) && <li>{t('details.asnMore')}</li>}
        </ul>
      )}
    </li>
  );
}
