/**
 * Every bound on hostile or merely large input, with its unit. One file, so that a reader sees
 * at a glance what the program refuses to do without end.
 */
export const limits = {
  /** bytes of header block that main may look at (it never reads bodies) */
  headerBlockBytes: 256 * 1024,
  /** nesting depth of MIME entities */
  mimeDepth: 24,
  /** MIME entities in one letter */
  mimeParts: 1000,
  /** header fields of one entity */
  headerFields: 2000,
  /** characters of text handed to recognition, per source */
  recogniseChars: 400_000,
  /** bytes of one decoded attachment that the second stage opens */
  attachmentBytes: 64 * 1024 * 1024,
  /** bytes of all decoded attachments of one letter in the second stage */
  attachmentTotalBytes: 256 * 1024 * 1024,
  /** pages of a PDF whose text layer is read */
  pdfPages: 200,
  /** bytes that one member of a ZIP container may unfold to */
  zipMemberBytes: 64 * 1024 * 1024,
  /** members of a ZIP container */
  zipMembers: 5000,
  /** certificates considered while building one path */
  pathCertificates: 200,
  /** certificates in one path, anchor included */
  pathLength: 12,
  /** signer infos of one CMS object */
  signerInfos: 16,
  /** attempts at the second stage of one part before it is "could not be opened" */
  ingestAttempts: 2,
  /** plaintext bytes of one AEAD chunk in the vault */
  vaultChunkBytes: 64 * 1024,
  /** events of one journal batch, and the time it may wait */
  journalBatchEvents: 200,
  journalBatchMillis: 50,
  /** bytes of one journal segment before the next is begun */
  journalSegmentBytes: 16 * 1024 * 1024,
  /** automatic receipts per hour */
  receiptsPerSenderHour: 30,
  receiptsPerAccountHour: 200,
  /** letters at least this large are streamed instead of held in memory */
  streamLetterBytes: 8 * 1024 * 1024,
  /** bytes left on the disk below which syncing stops */
  freeDiskBytes: 2 * 1024 * 1024 * 1024,
} as const;
