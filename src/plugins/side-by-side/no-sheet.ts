/* What a browser gets instead of a sheet: the page has it already. */
export default '';
