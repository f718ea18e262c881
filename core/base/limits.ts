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
  /** encoded bytes of one body text that is decoded for reading */
  bodyTextBytes: 8 * 1024 * 1024,
  /** characters of text handed to recognition, per source */
  recogniseChars: 400_000,
  /** official documents told apart in one letter */
  recogniseDocuments: 50,
  /** characters of a value that a person corrected */
  correctedChars: 5000,
  /** citations of one document that are tied to other letters */
  relatedCites: 100,
  /** letters of one number, or with one file, that are compared with each other; of more, these many are */
  relatedLetters: 64,
  /** letters in one answer about what hangs together with a letter, for each of its documents */
  relatedShown: 200,
  /** units in one answer */
  unitRows: 2000,
  /** bytes of one decoded attachment that the second stage opens */
  attachmentBytes: 64 * 1024 * 1024,
  /** bytes of all decoded attachments of one letter in the second stage */
  attachmentTotalBytes: 256 * 1024 * 1024,
  /** pages of a PDF whose text layer is read */
  pdfPages: 200,
  /** characters of text layer read from one PDF page */
  pdfPageChars: 100_000,
  /** characters of its own that a scanned page may bear: stamped number, date, signature */
  scanStampChars: 300,
  /** objects of a PDF page, and of a form on it, that are looked at to tell a scan */
  pdfScanObjects: 2000,
  /** pixels of one rendered PDF page */
  pdfRenderPixels: 24_000_000,
  /** pixels of one PDF page on the screen; larger ones are drawn coarser */
  pageViewPixels: 8_000_000,
  /** pixels of PDF pages kept in the visible window */
  pageCachePixels: 24_000_000,
  /** pages, from the end, of a document without signature that are looked at for pictures of seals and handwriting, and pictures of one page */
  picturePages: 4,
  picturesPerPage: 60,
  /** pixels of one picture in a DOCX that are looked at */
  picturePixels: 8_000_000,
  /** pages of a PDF that can be looked at here */
  pdfShownPages: 2000,
  /** how long one page may take to be drawn before its worker is ended */
  pageDrawMillis: 20_000,
  /** bytes of decoded PDFs kept while their letter is read */
  pageDeskBytes: 96 * 1024 * 1024,
  /** nesting depth of HTML elements that is read as text */
  htmlDepth: 256,
  /** open elements summed over all tags of an HTML body: the work of parsing it (10^9 take about half a second) */
  htmlParseSteps: 1_000_000_000,
  /** bytes that one member of a ZIP container may unfold to */
  zipMemberBytes: 64 * 1024 * 1024,
  /** bytes of the main XML part of a DOCX that is read as text */
  docxXmlBytes: 16 * 1024 * 1024,
  /** bytes that all members of a ZIP container that are read may unfold to */
  zipTotalBytes: 128 * 1024 * 1024,
  /** members of a ZIP container */
  zipMembers: 5000,
  /** pixels of one picture that is read; a sheet of A4 at 600 dpi has 35 million */
  ocrPixels: 40_000_000,
  /** pixels below which a picture is a logo or a photograph of a stamp, not a page */
  ocrLeastPixels: 300_000,
  /** pages of one letter that are read from pictures */
  ocrPages: 100,
  /** pages of one multi-page TIFF */
  tiffPages: 200,
  /** how long one page may take to be read before its worker is ended */
  ocrPageMillis: 120_000,
  /** how long the reader of pictures, which holds much memory, waits for a further page */
  ocrIdleMillis: 30_000,
  /** bytes that one file of an archive may unfold to */
  archiveMemberBytes: 64 * 1024 * 1024,
  /** bytes that all archives of one letter may unfold to, kept or not */
  archiveTotalBytes: 192 * 1024 * 1024,
  /** files in all archives of one letter; those after them are not listed */
  archiveMembers: 1000,
  /** archives within archives */
  archiveDepth: 3,
  /** characters, and folders, of a path in an archive */
  archivePathChars: 400,
  archiveFolders: 16,
  /** characters of text taken from all archives of one letter: what is found in them after that is hashed and listed, and not read */
  archiveTextChars: 2_000_000,
  /** bytes of the unfolded header of a 7z */
  sevenZipHeaderBytes: 4 * 1024 * 1024,
  /** bytes of memory that one RAR or 7z may take to be read */
  archiveMemoryBytes: 320 * 1024 * 1024,
  /** bytes of the compressed text of one winmail.dat; it unfolds to at most nine times as many */
  tnefRtfBytes: 1024 * 1024,
  /** attributes and properties of one winmail.dat */
  tnefProperties: 20_000,
  /** stretches of formatting of a DOC file that are heeded */
  docRuns: 500_000,
  /** styles and fonts of a DOC file */
  docStyles: 5000,
  /** groups within groups of an RTF file that keep settings of their own */
  rtfDepth: 500,
  /** fonts of an RTF file whose names and charsets are kept */
  rtfFonts: 5000,
  /** sheets of a workbook that are read */
  xlsxSheets: 100,
  /** cell styles, fonts and number formats of a workbook */
  xlsxStyles: 65_536,
  /** strings that cells of a workbook point at */
  xlsxStrings: 1_000_000,
  /** slides of a presentation that are read */
  pptxSlides: 500,
  /** characters of a calendar object that is read */
  calendarChars: 512 * 1024,
  /** people taken from one invitation */
  calendarAttendees: 200,
  /** bytes of a table of units */
  tableBytes: 32 * 1024 * 1024,
  /** rows and columns of a table */
  tableRows: 50_000,
  tableColumns: 100,
  /** cells of all sheets of a workbook together */
  tableCells: 1_000_000,
  /** characters of one cell (what Excel itself keeps), and of all cells of a workbook together */
  tableCellChars: 32_767,
  tableChars: 16_000_000,
  /** entries taken from a directory service */
  ldapEntries: 20_000,
  /** bytes of all a directory service answers */
  ldapBytes: 64 * 1024 * 1024,
  /** entries asked for at a time */
  ldapPage: 500,
  /** values of one attribute, and characters of one value, that are taken */
  ldapValues: 100,
  ldapValueChars: 1000,
  /** patience for one answer of a directory service, and for all of it */
  ldapAnswerMillis: 60_000,
  ldapMillis: 5 * 60_000,
  /** first bytes of signed content that are looked at for zeros, which no text has */
  textSniffBytes: 4096,
  /** certificates considered while building one path */
  pathCertificates: 200,
  /** certificates in one path, anchor included */
  pathLength: 12,
  /** bytes of one certificate */
  certificateBytes: 64 * 1024,
  /** certificates and keys kept read between letters */
  rememberedCertificates: 512,
  /** bytes of one XML file that is made into a tree; parts of a package that are only hashed may have more */
  xmlBytes: 24 * 1024 * 1024,
  /** elements within elements */
  xmlDepth: 200,
  /** elements, comments and instructions of one file */
  xmlElements: 400_000,
  /** attributes of one element, and of a whole file, namespace declarations among them */
  xmlElementAttributes: 1000,
  xmlAttributes: 1_000_000,
  /** names looked up times elements open: the work of resolving namespaces (10^8 take about half a second) */
  xmlSteps: 60_000_000,
  /** bytes that canonicalisation may write for all signatures of one file; reading into a tree counts twice */
  xmlCanonicalBytes: 64 * 1024 * 1024,
  /** names of namespaces that one canonicalisation may look at (10^7 take about a second) */
  xmlScopeSteps: 10_000_000,
  /** signatures of one file */
  xmlSignatures: 64,
  /** references of one signature, those of its manifests among them */
  xmlReferences: 6000,
  /** objects that one signature carries */
  xmlObjects: 64,
  /** transforms of one reference */
  xmlTransforms: 8,
  /** relationships of a package */
  relationships: 20_000,
  /** names of parts outside a signature that are kept for showing */
  outsideNames: 100,
  /** bytes of one revocation list */
  revocationListBytes: 32 * 1024 * 1024,
  /** revocation lists kept read between letters */
  rememberedRevocationLists: 64,
  /** certificates taken out of one CMS object */
  cmsCertificates: 64,
  /** revocation lists taken out of one CMS object */
  cmsRevocationLists: 16,
  /** newest signed letters of one sender that are asked for its certificate */
  readerLetters: 20,
  /** recipients of one encrypted CMS object that are looked at */
  cmsRecipients: 500,
  /** keys of ours that are tried on one encrypted object */
  decryptAttempts: 8,
  /** bytes of one encrypted object that are decrypted, and of one whose cipher has to be computed in script (3DES, RC2, AES-192; 0.2 s a megabyte) */
  decryptedBytes: 256 * 1024 * 1024,
  legacyCipherBytes: 24 * 1024 * 1024,
  /** OCSP answers taken out of one signature */
  cmsOcspAnswers: 256,
  /** bytes of one OCSP answer, and answers kept read between letters */
  ocspBytes: 256 * 1024,
  rememberedOcspAnswers: 1024,
  /** single responses in one OCSP answer, and certificates in it */
  ocspResponses: 256,
  ocspCertificates: 8,
  /** time-stamps looked at for one signature */
  timestampsPerSignature: 16,
  /** bytes of one time-stamp token */
  timestampBytes: 1024 * 1024,
  /** addresses named for one piece of missing evidence, and pieces named for one signature */
  wantedUrls: 8,
  /** addresses of issuers asked for one letter in a run, where nobody vouches for who named them; and at one server */
  issuerAddressesPerLetter: 8,
  issuerAddressesPerHost: 4,
  /** how often an issuer is asked for in vain in one run before only a person asks again */
  issuerRounds: 12,
  wantedPerSignature: 32,
  /** arrays and dictionaries of a PDF within each other */
  pdfDepth: 64,
  /** bytes of one name, and characters of one number, in a PDF */
  pdfNameBytes: 4096,
  pdfNumberChars: 64,
  /** largest object number of a PDF (Annex C of ISO 32000-1), and objects one cross-reference may name */
  pdfObjectNumber: 8_388_607,
  pdfObjects: 1_000_000,
  /** cross-reference sections, hence revisions, of one PDF */
  pdfSections: 512,
  /** bytes a cross-reference may lie beside where `startxref` says */
  pdfXrefSlipBytes: 32,
  /** bytes at the end of a PDF in which `startxref` is looked for before the whole is searched */
  pdfTailBytes: 2048,
  /** bytes before the header of a PDF */
  pdfHeaderBytes: 1024,
  /** bytes that one stream of a PDF which is needed to read it may unfold to, and filters on it */
  pdfStreamBytes: 64 * 1024 * 1024,
  pdfFilters: 8,
  /** bytes of a PDF that may be parsed or unfolded in all while its signatures are looked at */
  pdfWorkBytes: 128 * 1024 * 1024,
  /** references to references that are followed */
  pdfReferences: 16,
  /** form fields of one PDF, and fields within fields */
  pdfFields: 20_000,
  pdfFieldDepth: 32,
  /** signatures of one PDF that are verified */
  pdfSignatures: 64,
  /** certificates, lists and answers taken from the security store of one PDF */
  pdfStoreItems: 256,
  /** bytes hashed for all signatures of one PDF together */
  pdfHashedBytes: 1024 * 1024 * 1024,
  /** bytes before a `/ByteRange` in which its object begins: /Contents may stand between them */
  pdfObjectHeadBytes: 1024 * 1024,
  /** places of `/ByteRange` in one PDF that are looked at for signatures outside its form */
  pdfRangeHits: 256,
  /** bytes of white space and comment before an object, bytes of one trailer, and bytes behind a cross-reference in which its end mark stands */
  pdfHeadBytes: 1024,
  pdfTrailerBytes: 256 * 1024,
  pdfEndMarkBytes: 64 * 1024,
  /** entries of arrays and dictionaries in one object of a PDF, and what each counts as towards pdfWorkBytes */
  pdfItems: 1_000_000,
  pdfItemBytes: 128,
  /** objects that are read because another asks for them, one within the other */
  pdfReads: 16,
  /** pages, comparisons of objects, and named changes of one PDF when it is told what came after a signature */
  pdfChangePages: 10_000,
  pdfChangeSteps: 4_000_000,
  pdfChanges: 200,
  /** unfolded bytes, and operators, of what is drawn on a page or in the picture of a signature when it is asked what that covers */
  pdfDrawingBytes: 4 * 1024 * 1024,
  pdfDrawingOperators: 200_000,
  pdfDrawingTotalBytes: 32 * 1024 * 1024,
  pdfDrawingTotalOperators: 2_000_000,
  pdfDrawingDepth: 6,
  /** bytes kept in a PDF for a signature that is to be made: with its chain and a time-stamp it is a quarter of that */
  pdfSignatureBytes: 32 * 1024,
  /** bytes and pixels of a picture of a seal or of handwriting, and bytes that may follow its pixels */
  signaturePictureBytes: 8 * 1024 * 1024,
  signaturePicturePixels: 6_000_000,
  signaturePictureSpareBytes: 64 * 1024,
  /** lines under a signature or stamped into one document, and characters of one */
  pdfTextLines: 40,
  pdfTextChars: 400,
  /** graphics states that the drawing of a page may leave open or close without need before it is written to */
  pdfOpenStates: 64,
  /** pages at the end of a document in which the place of a signature is looked for */
  placePages: 30,
  /** bytes of one key file (PKCS #12), and bags in it */
  keyFileBytes: 4 * 1024 * 1024,
  keyFileBags: 200,
  /** iterations of password derivation in one key file, all its parts together; programs write 2,000 to 600,000 a part */
  passwordIterations: 6_000_000,
  /** elements, nesting and characters of one value in the view of an ASN.1 structure */
  treeNodes: 5000,
  treeDepth: 40,
  treeValueChars: 400,
  /** signature checks spent on building one path */
  pathSignatureChecks: 200,
  /** nodes of a policy graph (RFC 9618) per certificate */
  policyNodes: 256,
  /** signatures, and files one of them is tried on, in one letter */
  signaturesPerLetter: 32,
  /** files with signatures of their own format that are checked in one letter, those in archives among them */
  signedFilesPerLetter: 200,
  /** bytes of unpacked signed files that are held from reading a letter to verifying it */
  keptMemberBytes: 64 * 1024 * 1024,
  /** times a letter is verified again because what it asks for is at hand: issuer, then its list, then the list's issuer … */
  evidenceRounds: 6,
  /** fetched lists, answers and certificates used for one letter; and how many of one address, the newest first */
  evidencePerLetter: 64,
  evidencePerName: 3,
  /** bytes of fetched evidence and of a policy's lists that are held between letters */
  evidenceHeldBytes: 96 * 1024 * 1024,
  /** sets of trusted material held between letters: one for each mailbox and each set of lists that its senders ask for */
  trustHeld: 64,
  /** signed entities within signed entities */
  signedDepth: 5,
  /** signer infos of one CMS object */
  signerInfos: 16,
  /** certificates tried for one signer, and for one revocation list */
  signerCandidates: 8,
  /** bytes hashed for signatures made over one content itself, without attributes: each try hashes all of it */
  directlySignedBytes: 256 * 1024 * 1024,
  /** bytes of one file of a draft, and of all of them: more than any mail server takes */
  draftFileBytes: 256 * 1024 * 1024,
  draftTotalBytes: 512 * 1024 * 1024,
  /** days a draft stays on this computer after all its messages were sent: they lie in the Sent folder */
  sentDraftDays: 30,
  /** shortest time between two copies of one draft in the Drafts folder: each is fetched back by every computer that reads the mailbox */
  mirrorMillis: 2 * 60_000,
  /** bytes of a draft that is copied to the Drafts folder; larger ones lie on this computer alone */
  mirrorBytes: 4 * 1024 * 1024,
  /** places of copies that were replaced and whose going the mailbox has not told yet, for each draft */
  mirrorPast: 50,
  /** attempts at the second stage of one part before it is "could not be opened" */
  ingestAttempts: 2,
  /** plaintext bytes of one AEAD chunk in the vault */
  vaultChunkBytes: 64 * 1024,
  /** letters below this many bytes share packs in the vault, others have a file each (docs/decisions/0013) */
  packLetterBytes: 1024 * 1024,
  /** bytes of one pack before the next is begun */
  vaultPackBytes: 64 * 1024 * 1024,
  /** bytes of erased letters in a pack that are worth moving the others */
  vaultDeadBytes: 1024 * 1024,
  /** bytes of letters that one start moves to other packs */
  vaultCompactBytes: 256 * 1024 * 1024,
  /** keys of letters held ready for the journal */
  rememberedLetterKeys: 8192,
  /** days before a vault file that the journal does not know is swept */
  orphanDays: 7,
  /** events of one journal batch; it waits for no timer, only for the fsync before it */
  journalBatchEvents: 200,
  /** bytes of one journal segment before the next is begun */
  journalSegmentBytes: 16 * 1024 * 1024,
  /** automatic receipts per hour */
  receiptsPerSenderHour: 30,
  receiptsPerAccountHour: 200,
  /** bytes of a policy file, revocation lists included */
  policyFileBytes: 64 * 1024 * 1024,
  /** receipts of one account that are worked on side by side; the mail itself goes out one after the other */
  receiptsAtOnce: 4,
  /** how often a server may answer "later" (4xx) before a receipt is given up */
  receiptAttempts: 12,
  /** waits after "later" or a lost SMTP connection; the last one repeats */
  receiptRetryMillis: [30_000, 2 * 60_000, 10 * 60_000, 60 * 60_000],
  /** how long quitting waits for a message that is being handed over */
  receiptsCloseMillis: 10_000,
  /** patience for the answer to a handed message (RFC 5321, 4.5.3.2.6) */
  smtpAnswerMillis: 10 * 60_000,
  /** letters at least this large are streamed instead of held in memory */
  streamLetterBytes: 8 * 1024 * 1024,
  /** bytes left on the disk below which syncing stops */
  freeDiskBytes: 2 * 1024 * 1024 * 1024,
  /** how often a sync that stopped for want of space looks whether there is some again */
  freeDiskLookMillis: 60_000,
  /** letters and bytes fetched in one go */
  fetchBatchLetters: 200,
  fetchBatchBytes: 12 * 1024 * 1024,
  /** letters whose sizes are asked for at a time */
  fetchWindowLetters: 1000,
  /** bytes of one piece of a letter that is streamed */
  streamPieceBytes: 1024 * 1024,
  /** bytes of one literal a mail server may announce */
  imapLiteralBytes: 64 * 1024 * 1024,
  /** bytes of one line of a mail server; the longest honest one names the UIDs of a whole mailbox */
  imapLineBytes: 24 * 1024 * 1024,
  /** characters of one answer on the line for letters, literals not counted */
  bulkLineBytes: 64 * 1024,
  /** untagged lines nobody asked for while one command is answered */
  bulkStrayLines: 20_000,
  /** bytes of a letter, whatever the server says; larger ones are named and not fetched */
  letterBytes: 1024 * 1024 * 1024,
  /** letters waiting for the vault, in bytes: beyond it the line is not read */
  bulkWaitingBytes: 24 * 1024 * 1024,
  /** fewer bytes than this waiting are fetched on the connection that is there */
  bulkWorthBytes: 512 * 1024,
  /** how long it is not tried again when the server, or the network, did not let it be made */
  bulkRetryMillis: 60_000,
  /** bytes of letters asked for in one command on it */
  bulkCommandBytes: 4 * 1024 * 1024,
  /** how long the line for letters is kept when nothing is fetched */
  bulkIdleMillis: 30_000,
  /** letters from this size on are continued after a cut, also after the end of the program */
  resumeLetterBytes: 256 * 1024,
  /** beginnings of smaller letters that are remembered while the program runs */
  letterHeadsBytes: 8 * 1024 * 1024,
  /** bytes a second below which a line is slow: urgent and small letters go first there */
  slowLineBytesPerSecond: 1024 * 1024,
  /** header bytes of a letter that are looked at to tell whether it is urgent */
  urgencyHeaderBytes: 4096,
  /** letters in one mailbox; more is taken for a broken server */
  mailboxLetters: 2_000_000,
  /** lost connections a letter may have been in flight at before it is skipped until the next full check */
  fetchAttempts: 3,
  /** reconnecting: first wait and longest wait */
  reconnectFirstMillis: 2_000,
  reconnectMaxMillis: 5 * 60_000,
  /** DNS, TCP and TLS together; the greeting; silence on an open connection */
  connectMillis: 20_000,
  greetingMillis: 15_000,
  silenceMillis: 3 * 60_000,
  /** a check of an account on one server, from first to last */
  probeMillis: 60_000,
  /** from looking at a letter to the word that the claim on it stands; what took longer is not believed */
  claimMillis: 10_000,
  /** how long a claim's mark stands at least; longer than a claim that began before it may take */
  claimMarkMillis: 30_000,
  /** how long a connection may take to give a sign of life when asked for one */
  proofMillis: 10_000,
  /** how long one IDLE lasts before it is renewed (also how often a server without IDLE is asked) */
  idleMillis: 60_000,
  /** how often the other folders are asked whether anything changed, while connected */
  roundMillis: 3 * 60_000,
  /** without a look at INBOX for so long, urgent and small letters come first */
  outageMillis: 60 * 60_000,
  /** how often the quota is asked for */
  quotaMillis: 60 * 60_000,
  /** and how soon after letters came, or acts that may have made room */
  quotaAfterChangeMillis: 5_000,
  /** letters whose header blocks are asked for at a time, to find them again at a new place */
  headersAtOnce: 200,
  /** letters of one INTERNALDATE that are considered whatever their size; a mailbox copied as a whole has one date for all */
  sameSecondLetters: 16,
  /** milliseconds between two reports that only tell how far folders are */
  folderReportMillis: 1_000,
  /** how often the mailbox is compared as a whole while connected */
  fullCheckMillis: 15 * 60_000,
  /** how often "last compared" is written down while connected */
  lastCheckedMillis: 60_000,
  /** the cursor is saved at most this often during a long fetch; the journal is what counts */
  cursorSaveMillis: 2_000,
  /** bytes of an mbox file searched at a time */
  mboxScanBytes: 1024 * 1024,
  /** bytes of a From_ line */
  mboxFromLineBytes: 4096,
  /** bytes of one letter in a file that is brought along; more is a damaged mbox or no letter at all */
  importLetterBytes: 1024 * 1024 * 1024,
  /** folders within folders that are searched for letters */
  importDepth: 40,
  /** problems named in one report; the rest is counted */
  importProblems: 500,
  /** how long an mbox, Maildir or .eml may claim a letter was under way before its own trace is believed instead */
  arrivalDisagreesMillis: 2 * 24 * 60 * 60_000,
  /** UTF-8 bytes of the name of an exported file, without its ending: file systems end at 255, and a counter must still fit */
  exportNameBytes: 180,
  /** UTF-8 bytes of the name that is tried where the first was too long for the place */
  exportShortNameBytes: 40,
  /** letters handed to main at a time for export */
  exportBatchLetters: 500,
  /** how often the progress of an import or export is told */
  archiveProgressMillis: 150,
  /** days within which no letter is taken off the server to free space, whatever was asked for */
  freeNeverDays: 7,
  /** waits before acts are tried again on a line that says it is there; the last one repeats */
  actRetryMillis: [1_000, 5_000, 30_000, 5 * 60_000],
  /** lines in a row that may break at the same act before it is given up and shown: some letter or server may break every line */
  actAttempts: 10,
  /** lines in a row that may break before letters are served one by one */
  actTogetherAttempts: 3,
  /** letters that one command of an act serves */
  actsAtOnce: 200,
  /** letters looked at in a folder when one is searched that was moved or copied there */
  actCandidates: 20,
  /** iterations a server may ask for in a SCRAM login: fewer help whoever guesses, more keep this computer busy */
  scramIterationsLeast: 4096,
  scramIterationsMost: 1_000_000,
  /** from the first byte to being logged in, however often the server says something in between */
  loginMillis: 120_000,
  /** bytes of what a proxy answers before the tunnel stands */
  proxyAnswerBytes: 16 * 1024,
  /** looking once more at a server that failed, to tell why */
  lookMillis: 8_000,
  /** how long that look waits for a greeting before it asks as a browser would */
  lookGreetingMillis: 2_000,
  /** bytes of an answer that are looked at there */
  lookBytes: 8 * 1024,
  /** bytes of a revocation list, of a certificate and of an OCSP answer that are fetched; the largest lists in use have some twenty million */
  evidenceCrlBytes: 32 * 1024 * 1024,
  evidenceCertificateBytes: 64 * 1024,
  evidenceOcspBytes: 64 * 1024,
  /** fetching evidence: reaching the server, waiting for the head of its answer, and everything together with all redirects */
  evidenceConnectMillis: 15_000,
  evidenceHeadMillis: 20_000,
  evidenceTotalMillis: 120_000,
  /** redirects that are followed */
  evidenceRedirects: 3,
  /** addresses of one name that are tried */
  evidenceAddresses: 4,
  /** bytes of the header of an answer */
  evidenceHeaderBytes: 16 * 1024,
  /** questions to all servers, and to one, in an hour */
  evidencePerHour: 600,
  evidencePerHostHour: 120,
  /** servers that are asked at the same time; each of them one question at a time */
  evidenceAtOnce: 4,
  /** things that are wanted and not had, at most; letters remembered for one of them */
  evidenceWants: 2000,
  evidenceWantLetters: 1000,
  /** the same question is not asked again by itself before so long; doubled each time the answer was the same, up to the longest */
  evidenceAgainMillis: 60 * 60_000,
  evidenceAgainMaxMillis: 12 * 60 * 60_000,
  /** answers in a row that brought nothing new before a want is given up until it is told again */
  evidenceSameAnswers: 12,
  /** an answer on signatures that stood so long may have been read in the list, without the letter being opened */
  verdictStandsMillis: 10 * 60_000,
  /** a server that failed: first wait and longest wait */
  evidenceRetryFirstMillis: 60_000,
  evidenceRetryMaxMillis: 6 * 60 * 60_000,
  /** not even a person asks the same twice within */
  evidencePersonMillis: 10_000,
  /** lists in use are asked for anew after so long, for each begun megabyte of them, as long as somebody needed them within the days below */
  evidenceDailyMillis: 20 * 60 * 60_000,
  evidenceDailyBytes: 1024 * 1024,
  evidenceInUseMillis: 30 * 24 * 60 * 60_000,
  /** addresses whose last answer is remembered */
  evidenceAsked: 3000,
  /** slots of one PKCS #11 driver, objects of one kind on a token, bytes of a certificate there */
  tokenSlots: 64,
  tokenKeys: 64,
  tokenCertificateBytes: 64 * 1024,
  /** bytes of what a key signs: signed attributes, canonical SignedInfo */
  signedAttributesBytes: 1024 * 1024,
  /** how long a driver's process may take to load it, to say which tokens there are, to read one token's certificates */
  tokenOpenMillis: 60_000,
  tokenLookMillis: 20_000,
  tokenKeysMillis: 60_000,
  /** a PIN on its way to a token, and one signature; nothing limits a person at a PIN pad */
  tokenLoginMillis: 60_000,
  tokenSignMillis: 60_000,
  /** how often it is asked which tokens there are */
  tokenPollMillis: 4_000,
  /** a driver whose process died or was ended: first wait and longest wait before it is started again by itself */
  tokenRestartMillis: 5_000,
  tokenRestartMaxMillis: 5 * 60_000,
  /** PKCS #11 drivers of one office and of one person */
  tokenDrivers: 16,
  /** bytes of an RFC 3161 answer: a token with the certificates of its authority */
  timestampAnswerBytes: 256 * 1024,
  /** time-stamps asked for at the same time; seconds and tries an office may allow for one */
  timestampsAtOnce: 4,
  timestampPatienceSeconds: 180,
  timestampTries: 3,
  timestampAgainMillis: 2_000,
  /** printing one validity sheet */
  sheetMillis: 60_000,
  /** characters of a server's own words that are kept */
  serverWords: 300,
  /** seconds in which sending can be undone, at most */
  undoSeconds: 120,
  /** how often a server may answer "later" (4xx) to one message: with the waits below about four days (RFC 5321, 4.5.4.1) */
  mailAttempts: 100,
  /** waits after "later" or a lost SMTP connection; the last one repeats */
  mailRetryMillis: [30_000, 2 * 60_000, 10 * 60_000, 60 * 60_000],
  /** waits between looks at the server for a message whose fate is unknown; the last one repeats */
  mailLookMillis: [5_000, 30_000, 5 * 60_000, 60 * 60_000],
  /** longest wait in one piece for a message that is sent later: clocks are set, and computers sleep */
  mailTimerMillis: 30_000,
  /** messages that came to their end are listed without being asked for so long */
  mailRecentMillis: 7 * 24 * 60 * 60_000,
  /** messages of one sending that are written to the disk side by side */
  mailFilesAtOnce: 8,
  /** bytes of one line of a message, without its line break (RFC 5322, 2.1.1) */
  mailLineBytes: 998,
  /** bytes of a message that are handed to the connection at a time */
  mailPieceBytes: 64 * 1024,
  /** bytes of the machine-readable part of a receipt that came home */
  noticeBytes: 256 * 1024,
  /** characters of a receipt's own words that are searched, and that are kept */
  noticeTextChars: 20_000,
  noticeWords: 600,
  /** Message-IDs, recipients, numbers and files that one receipt may tell of */
  noticeIds: 20,
  noticeLines: 500,
  noticeCodes: 10,
  noticeFiles: 200,
  /** letters of one conversation that are shown */
  conversationLetters: 300,
  /** a certificate that ends within so many days is warned of before signing */
  signerExpiresSoonDays: 30,
  /** addresses that a request for a signed receipt may name, and parts of a letter that are looked through for one */
  receiptRequestNames: 50,
  signedReceiptParts: 20,
  /** bytes of a content identifier, or of the signature value, that a signed receipt repeats; signatures of one letter that may ask for one */
  receiptMarkBytes: 1024,
  receiptAsks: 5,
  /** ciphers that a signer's program may say it opens */
  smimeCapabilities: 40,
} as const;
