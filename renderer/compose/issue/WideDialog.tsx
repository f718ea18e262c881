import { Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useFocusBack } from '../../ui/use-focus-back';

const useStyles = makeStyles({
  surface: { maxWidth: '1240px', width: 'calc(100% - 64px)', height: 'calc(100vh - 48px)', maxHeight: 'calc(100vh - 48px)', boxSizing: 'border-box', display: 'flex' },
  body: { flexGrow: 1, minHeight: 0, maxHeight: 'none', gridTemplateRows: 'auto 1fr auto' },
  content: { display: 'flex', flexDirection: 'column', minHeight: 0, overflow: 'hidden' },
});

interface WideDialogProps {
  readonly title: string;
  readonly testId: string;
  readonly children: ReactNode;
  readonly actions: ReactNode;
  readonly onClose: () => void;
}

/** A page of its own over the composer, for what has to be seen whole. */
export function WideDialog({ title, testId, children, actions, onClose }: WideDialogProps) {
  const styles = useStyles();
  useFocusBack();
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={styles.surface} data-testid={testId}>
        <DialogBody className={styles.body}>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content}>{children}</DialogContent>
          <DialogActions fluid>{actions}</DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
