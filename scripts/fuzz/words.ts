/** Words of the formats, so that changes reach beyond their first lines. */
export const mimeWords: readonly string[] = [
  'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="b"\r\n', 'Content-Type: multipart/mixed; boundary="vanthu-signed-boundary"\r\n',
  'Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n', 'Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n', 'Content-Type: message/rfc822\r\n', 'Content-Type: text/html; charset=utf-7\r\n',
  'Content-Transfer-Encoding: base64\r\n', 'Content-Transfer-Encoding: quoted-printable\r\n', 'Content-Transfer-Encoding: x-uuencode\r\n', 'From: <vanthu@donvila.mau.example>\r\n', 'From: "vanthu@sogddt.mau.example" <a@b.example>\r\n',
  'Sender: a@b.example\r\n', '=?UTF-8?B?', '?=', '=?TIS-620?Q?', '\r\n--vanthu-signed-boundary\r\n', '\r\n--vanthu-signed-boundary--\r\n', '\r\n\r\n', '\n\n', '\r', '\0', '=\r\n', 'filename*=UTF-8\'\'', 'filename*0*=', '; charset="windows-1258"',
];

export const pdfWords: readonly string[] = [
  '/ByteRange [0 100 200 300]', '/Contents <>', '/Contents <00>', '/Type /Sig', '/Type /DocTimeStamp', '/SubFilter /adbe.pkcs7.detached', '/SubFilter /ETSI.RFC3161', '/Prev 0', '/Prev 116', '/XRefStm 15', '/Size 1000000', '/Root 1 0 R',
  '\nxref\n0 1\n0000000000 65535 f \n', '\ntrailer\n<< /Size 9 /Root 1 0 R >>\n', '\nstartxref\n0\n%%EOF\n', '\n%%EOF\n', '\n4 0 obj\n<< >>\nendobj\n', '4 0 R', '4 65535 R', 'stream\n', '\nendstream', 'endobj', '<<', '>>', '[', ']', '(', ')', '<', '>', '/Kids [4 0 R]',
  '/Parent 4 0 R', '/Type /ObjStm /N 9999 /First 10', '/Filter /FlateDecode', '/Filter [/ASCIIHexDecode /FlateDecode]', '/DecodeParms << /Predictor 15 /Columns 100000 >>', '/Index [0 100000000]', '/W [1 8 8]', '/Length 99999999', '/Perms << /DocMDP 4 0 R >>', '%PDF-1.7\n', '\0',
];

export const xmlWords: readonly string[] = [
  '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">', '</Signature>', '<Reference URI="">', '<Reference URI="#idPackageObject">', '<Reference URI="#xpointer(/)">', '<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>',
  '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/>', '<Transform Algorithm="http://schemas.openxmlformats.org/package/2006/RelationshipTransform"/>', ' Id="idPackageObject"', ' Id="idOfficeObject"', ' ID="a" Id="a"', ' xmlns=""', ' xmlns:a="urn:a"',
  '<!DOCTYPE a [<!ENTITY b "c">]>', '&b;', '&#0;', '&#x110000;', '<![CDATA[', ']]>', '<!--', '-->', '<?a b?>', '<Override PartName="/word/document.xml" ContentType="text/html"/>', '<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="http://a.example/" TargetMode="External"/>',
  '<DigestValue></DigestValue>', '<SignatureValue>AAAA</SignatureValue>', '\u0000', '\ufeff', 'xml:base="http://a.example/"', ' xml:space="preserve"',
];
