/*
 * Stands in for react-is and hoist-non-react-statics: react-router asks the one only while a site is developed, and the
 * other only in a function that nobody here calls.
 */

/** Whether something can be rendered. */
export const isValidElementType = () => true;

/** The component without what was static of another one. */
export default <Component>(component: Component): Component => component;
