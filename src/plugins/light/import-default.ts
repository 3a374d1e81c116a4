/*
 * Stands in for tslib where @docusaurus/utils-common asks for all of it and calls one function.
 */

/** The module, with its default export under `default`. */
export function __importDefault<Module>(
  module: Module & { __esModule?: boolean },
): Module | { default: Module } {
  return module.__esModule ? module : { default: module };
}
