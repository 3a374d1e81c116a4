import { chromium } from '@playwright/test';

/** Prints one HTML page as PDF with the browser at `executablePath`. The page may load nothing. */
export async function printPdf(html: string, executablePath: string): Promise<Uint8Array> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ javaScriptEnabled: false, offline: true });
    await page.setContent(html);
    return await page.pdf({
      format: 'A4',
      margin: { top: '18mm', bottom: '18mm', left: '20mm', right: '20mm' },
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: '<span style="font-size:8px;margin:auto"><span class="pageNumber"></span></span>',
      outline: true,
      tagged: true,
    });
  } finally {
    await browser.close();
  }
}
