// SARA AM comes out of the engine in its two halves, with a tone mark before, between or not at all
const splitSaraAm = /([\u0e48-\u0e4b]?)\u0e4d([\u0e48-\u0e4b]?)\u0e32/gu;
// round Vietnamese letters have the same shape in both cases: inside a word the neighbours tell
const capitalInside = /(?<=\p{Ll})[ÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰ](?!\p{Lu})|(?<=^\p{Lu})[ÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰ](?=\p{Ll})/gu;

// the engine sees digits or letters, and drops the stroke between the two; nothing else in a letter has this form (decree 30/2020/NĐ-CP, appendix I, II.3)
const lostStroke = /^(\p{P}*\d{1,5}(?:\/(?:19|20)\d\d)?)(?=[A-ZĐ]{2,}[-–][A-ZĐ]{1,})/u;

/** One word as the engine read it, in the letters a keyboard would give: NFC, composed Thai vowels, no capital in the middle of a small word, the stroke between number and symbol. */
export function tidyReadText(text: string): string {
  return text.normalize('NFC').replace(splitSaraAm, '$1$2\u0e33').replaceAll('\u0e40\u0e40', '\u0e41').replace(capitalInside, (letter) => letter.toLowerCase()).replace(lostStroke, '$1/');
}
