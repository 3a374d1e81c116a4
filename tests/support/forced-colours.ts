import type { Page } from '@playwright/test';

/**
 * What draws a figure of the page and would not be seen where a reader's own colours are forced, as HTML: a box without
 * text whose background is taken away, with nothing in its place, or a shape that keeps a colour of ours. Leaves the
 * colours forced.
 */
export async function unseenWhereForced(page: Page): Promise<{ looked: number; unseen: string[] }> {
  await page.evaluate(`
    window.isSeen = (element) => {
      const { backgroundColor, backgroundImage, outlineStyle, borderTopStyle, borderTopWidth } = getComputedStyle(element);
      return {
        filled: backgroundImage !== 'none' || ![paint('transparent'), paint('Canvas')].includes(backgroundColor),
        edged: outlineStyle !== 'none' || (borderTopStyle !== 'none' && borderTopWidth !== '0px'),
      };
    };
    window.paint = (colour) => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.cssText = 'forced-color-adjust: none; color: ' + colour;
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    };
    window.boxes = [...document.querySelectorAll('main :is(figure, [role="img"], table) :is(span, i, div, b)')].filter(
      (element) => !element.hasChildNodes() && element.getBoundingClientRect().width > 0 && isSeen(element).filled,
    );
  `);
  await page.emulateMedia({ forcedColors: 'active' });
  return page.evaluate(`(() => {
    const ours = [...boxes].filter((element) => element.isConnected);
    const drawings = 'main :is(figure, nav[aria-label^="Lessons"], section) svg';
    const shapes = [...document.querySelectorAll(drawings + ' :is(path, rect, circle, line)')];
    const forced = ['CanvasText', 'GrayText', 'Highlight', 'LinkText', 'ButtonText'].map(paint);
    const isDrawn = (shape) => {
      const { fill, stroke } = getComputedStyle(shape);
      return forced.includes(fill) || forced.includes(stroke);
    };
    const unseen = [
      ...ours.filter((element) => !isSeen(element).filled && !isSeen(element).edged),
      ...shapes.filter((shape) => !isDrawn(shape)),
    ];
    return { looked: ours.length + shapes.length, unseen: unseen.map((each) => each.outerHTML) };
  })()`);
}
