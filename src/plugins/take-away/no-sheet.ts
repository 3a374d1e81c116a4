/* What a browser gets instead of the sheet: the page has it already. */
export default '';
