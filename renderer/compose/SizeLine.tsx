import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../ui/format-time';
import type { SizeState } from './use-size-limit';

const useStyles = makeStyles({
  line: { marginLeft: 'auto', color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  over: { marginLeft: 'auto', color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
});

/** How large the letter is on the wire, and how large it may be. */
export function SizeLine({ size: { bytes, maxBytes } }: { readonly size: SizeState }) {
  const { t, i18n } = useTranslation();
  const styles = useStyles();
  const values = { size: formatBytes(bytes, i18n.language), limit: maxBytes === null ? '' : formatBytes(maxBytes, i18n.language) };
  const over = maxBytes !== null && bytes > maxBytes;
  return <span className={over ? styles.over : styles.line} data-testid="compose-size">{t(maxBytes === null ? 'compose:sizeAlone' : over ? 'compose:sizeOver' : 'compose:size', values)}</span>;
}
