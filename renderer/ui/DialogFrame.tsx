import { Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useFocusBack } from './use-focus-back';

const useStyles = makeStyles({
  surface: { maxWidth: '640px', width: 'calc(100% - 48px)', maxHeight: 'calc(100vh - 32px)' },
  // its padding less
  body: { maxHeight: 'calc(100vh - 80px)' },
  content: { display: 'flex', flexDirection: 'column', rowGap: '14px', lineHeight: '20px', paddingBottom: '12px' },
  lead: { margin: 0 },
});

interface DialogFrameProps {
  readonly title: string;
  readonly lead?: string;
  readonly testId: string;
  readonly children?: ReactNode;
  readonly actions: ReactNode;
  readonly onClose: () => void;
}

/** A question over the page; the focus goes back to where it came from. */
export function DialogFrame({ title, lead, testId, children, actions, onClose }: DialogFrameProps) {
  const styles = useStyles();
  useFocusBack();
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={styles.surface} data-testid={testId}>
        <DialogBody className={styles.body}>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content}>
            {lead !== undefined && <p className={styles.lead}>{lead}</p>}
            {children}
          </DialogContent>
          <DialogActions fluid>{actions}</DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
