/* What a browser gets in place of what is written when the site is built. */
export default '';
