import ExecutionEnvironment from '@docusaurus/ExecutionEnvironment';
import siteConfig from '@generated/docusaurus.config';

/** Whoever saves data has not asked for a copy of the whole site. */
const savesData = () =>
  (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData === true;

if (ExecutionEnvironment.canUseDOM && process.env.NODE_ENV === 'production' && 'serviceWorker' in navigator) {
  const register = () => {
    // It comes when the page has nothing else to do, and a browser that refuses it loses nothing else.
    if (!savesData()) navigator.serviceWorker.register(`${siteConfig.baseUrl}sw.js`).catch(() => undefined);
  };
  if ('requestIdleCallback' in window) requestIdleCallback(register, { timeout: 10_000 });
  else setTimeout(register, 2000);
}
