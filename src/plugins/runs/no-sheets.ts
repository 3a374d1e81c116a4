/* What a browser gets instead of the sheets: the page has its own already. */
export default {};
