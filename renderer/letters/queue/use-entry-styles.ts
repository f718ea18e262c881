import { makeStyles, tokens } from '@fluentui/react-components';

/** An entry of the pane, whether queue or folder. */
export const useEntryStyles = makeStyles({
  entry: {
    display: 'flex', width: '100%', boxSizing: 'border-box', alignItems: 'center', columnGap: '8px', minHeight: '28px', padding: '4px 8px', border: 'none', borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent', color: tokens.colorNeutralForeground1, font: 'inherit', fontSize: '13px', lineHeight: '20px', textAlign: 'left', cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  chosen: { backgroundColor: tokens.colorBrandBackground2, fontWeight: tokens.fontWeightSemibold, ':hover': { backgroundColor: tokens.colorBrandBackground2Hover } },
  name: { flexGrow: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  count: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums', flexShrink: 0 },
  pressing: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightBold },
  nothing: { color: tokens.colorNeutralForeground3 },
  heading: { margin: '12px 8px 4px', fontSize: '11px', lineHeight: '16px', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2, textTransform: 'uppercase', letterSpacing: '0.02em' },
});
