import { makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterId } from '../../../core/model/ids';
import type { AttachmentInfo } from '../../../core/model/letter';
import { fileBytesOf } from '../attachments/file-bytes';
import { openLetter } from '../attachments/letter-bytes';
import { cleanHtml, pictureAttribute } from './clean-html';
import type { CleanLetter } from './clean-html';
import { LetterLinks } from './LetterLinks';
import { clearMarks, markWords } from './mark-frame';
import { namedPicture } from './named-picture';

const useStyles = makeStyles({
  frame: { display: 'block', width: '100%', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium, backgroundColor: '#ffffff', boxSizing: 'border-box' },
  note: { margin: '0 0 8px', color: tokens.colorNeutralForeground2 },
});

interface HtmlBodyProps {
  readonly letterId: LetterId;
  readonly html: string;
  /** of the letter: pictures among them may be shown in the text */
  readonly attachments: readonly AttachmentInfo[];
  /** words to mark, as read from the letter */
  readonly marks: readonly string[];
  readonly reveal: boolean;
}

/**
 * The letter's HTML in a frame of its own: no scripts, no network, its own policy. The frame is as high as its content, so
 * that there is one scroll bar.
 */
export function HtmlBody({ letterId, html, attachments, marks, reveal }: HtmlBodyProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const frame = useRef<HTMLIFrameElement>(null);
  const [loaded, setLoaded] = useState(0);
  const [clean, setClean] = useState<Pick<CleanLetter, 'links' | 'refused'>>({ links: [], refused: 0 });
  const [height, setHeight] = useState(120);

  const pictures = JSON.stringify(attachments.filter(({ contentId }) => contentId !== undefined));
  useEffect(() => {
    const page = pageOf(frame.current);
    if (page === null) return undefined;
    const content = cleanHtml(html, page.realm);
    page.document.body.replaceChildren(page.document.importNode(content.fragment, true));
    setClean({ links: content.links, refused: content.refused });
    const measure = () => setHeight(Math.min(20_000, Math.max(80, page.document.body.scrollHeight + 4)));
    const observer = new ResizeObserver(measure);
    observer.observe(page.document.body);
    measure();
    const urls: string[] = [];
    let left = false;
    if (content.pictures.length > 0) {
      fillPictures({ letterId, attachments: JSON.parse(pictures) as readonly AttachmentInfo[] }, page.document, (url) => (left ? URL.revokeObjectURL(url) : urls.push(url))).catch(() => undefined);
    }
    return () => {
      left = true;
      observer.disconnect();
      urls.forEach((url) => URL.revokeObjectURL(url));
    };
  }, [letterId, html, pictures, loaded]);

  const wanted = marks.join('\u0000');
  useEffect(() => {
    const page = pageOf(frame.current);
    if (page === null) return;
    clearMarks(page.document);
    const found = wanted === '' ? [] : wanted.split('\u0000').map((one) => markWords(page.document, one));
    if (reveal) found.find((one) => one !== null)?.scrollIntoView({ block: 'nearest' });
  }, [wanted, reveal, loaded]);

  const onLoad = useCallback(() => setLoaded((count) => count + 1), []);
  return (
    <div>
      {clean.refused > 0 && <p className={styles.note}>{t('body.refused', { count: clean.refused })}</p>}
      <iframe
        ref={frame} className={styles.frame} style={{ height }} src="./letter-frame.html" sandbox="allow-same-origin" title={t('body.region')}
        onLoad={onLoad} data-testid="letter-frame"
      />
      <LetterLinks links={clean.links} />
    </div>
  );
}

/** The frame's document once it is ours: before its page has loaded there is only an empty placeholder. */
function pageOf(frame: HTMLIFrameElement | null): { readonly document: Document; readonly realm: Window & typeof globalThis } | null {
  const document = frame?.contentDocument ?? null;
  const realm = document?.defaultView ?? null;
  return document === null || realm === null || document.URL === 'about:blank' || document.readyState === 'loading' ? null : { document, realm };
}

async function fillPictures({ letterId, attachments }: Pick<HtmlBodyProps, 'letterId' | 'attachments'>, document: Document, keep: (url: string) => void): Promise<void> {
  const letter = await openLetter(letterId);
  for (const image of document.querySelectorAll<HTMLImageElement>(`img[${pictureAttribute}]`)) {
    const picture = namedPicture(attachments, image.getAttribute(pictureAttribute) ?? '');
    const bytes = picture === null ? null : await fileBytesOf(letter, { letterId, part: picture.part });
    if (picture === null || !bytes?.ok) continue;
    const url = URL.createObjectURL(new Blob([bytes.value], { type: picture.contentType }));
    keep(url);
    image.src = url;
  }
}
