import { makeStyles, tokens } from '@fluentui/react-components';
import { groupFingerprint } from './group-fingerprint';

const useStyles = makeStyles({
  print: { fontFamily: tokens.fontFamilyMonospace, fontSize: '12px', lineHeight: '18px', overflowWrap: 'break-word', userSelect: 'text' },
});

export function Fingerprint({ hex }: { readonly hex: string }) {
  const styles = useStyles();
  return <span className={styles.print}>{groupFingerprint(hex)}</span>;
}
