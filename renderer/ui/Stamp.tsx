import { makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  stamp: {
    display: 'inline-block', flexShrink: 0, padding: '0 5px', borderRadius: tokens.borderRadiusSmall, border: '1px solid transparent',
    fontSize: '11px', lineHeight: '17px', fontWeight: tokens.fontWeightBold, whiteSpace: 'nowrap', letterSpacing: '0.02em',
  },
  strong: { backgroundColor: tokens.colorStatusDangerBackground3, color: tokens.colorNeutralForegroundOnBrand },
  soft: { backgroundColor: tokens.colorStatusDangerBackground1, ...shorthands.borderColor(tokens.colorStatusDangerBorder1), color: tokens.colorPaletteRedForeground1 },
  outline: { ...shorthands.borderColor(tokens.colorStatusDangerBorder2), color: tokens.colorPaletteRedForeground1 },
  caution: { backgroundColor: tokens.colorStatusWarningBackground1, color: tokens.colorStatusWarningForeground2, letterSpacing: '0' },
  quiet: { backgroundColor: tokens.colorNeutralBackground4, color: tokens.colorNeutralForeground2, letterSpacing: '0' },
});

export type StampKind = 'strong' | 'soft' | 'outline' | 'caution' | 'quiet';

/** @param title what stands behind it, shown when pointed at */
export function Stamp({ kind, title, children }: { readonly kind: StampKind; readonly title?: string; readonly children: string }) {
  const styles = useStyles();
  return <span className={mergeClasses(styles.stamp, styles[kind])} title={title}>{children}</span>;
}
