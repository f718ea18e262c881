/**
 * Why nothing was written into a PDF; i18n key below `pdf-write:failure.`. Closed. The file given is never changed: what is returned is another, of
 * which it is the beginning.
 */
export type PdfWriteFailure =
  /** no PDF, or no page tree can be reached */
  | 'notPdf'
  /** its cross-reference is unusable or readers count its offsets in different ways: what is appended would not be found by all */
  | 'damaged'
  | 'encrypted'
  /** certified so that nothing may follow (DocMDP /P 1, or a lock of its last signature that says so) */
  | 'certified'
  /** a signature locks fields that do not exist yet (FieldMDP) */
  | 'locked'
  /** what is written into a page would break the signatures that are there */
  | 'alreadySigned'
  /** what was to be added is nothing that an earlier signature permits */
  | 'breaksEarlier'
  | 'noSuchPage'
  /** the place has no extent, or the text does not fit into it */
  | 'noRoom'
  /** the picture is no PNG of 8 bits a channel without interlace */
  | 'pictureFormat'
  | 'pictureTooLarge'
  /** no font was given, or a sign of the text is in none of them */
  | 'noFont'
  /** the drawing of the page cannot be read to its end, so that nothing can be put behind it */
  | 'pageContent'
  /** nothing was given to be added */
  | 'nothingToAdd';
