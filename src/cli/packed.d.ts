/** Made by scripts/rulePages.mjs: JSON of the pages by their ids, compressed (brotli) and in base64. */
declare module 'packed:docs/rules' {
  const packed: string;
  export default packed;
}
