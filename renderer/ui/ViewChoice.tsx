import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  group: { display: 'flex', flexWrap: 'wrap', columnGap: '4px' },
  view: {
    padding: '5px 8px', border: 'none', borderBottom: '2px solid transparent', backgroundColor: 'transparent', color: tokens.colorNeutralForeground2, font: 'inherit', lineHeight: '20px', cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  chosen: { borderBottomColor: tokens.colorCompoundBrandStroke, color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
});

interface ViewChoiceProps {
  readonly label: string;
  readonly views: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Two or three ways to look at the same thing, as buttons of which one is pressed. */
export function ViewChoice({ label, views, chosen, onChoose }: ViewChoiceProps) {
  const styles = useStyles();
  return (
    <div className={styles.group} role="group" aria-label={label}>
      {views.map((view) => (
        <button key={view.id} type="button" aria-pressed={view.id === chosen} className={mergeClasses(styles.view, view.id === chosen && styles.chosen)} onClick={() => onChoose(view.id)}>{view.name}</button>
      ))}
    </div>
  );
}
