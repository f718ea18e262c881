declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  const start: unknown;
  export { start as default };
}

declare module 'tesseract.js-core/tesseract-core-lstm.js' {
  const start: unknown;
  export { start as default };
}
