/*
 * Client module. A page of docs is made of layers, each of which would be a request of its own; all but a few pages are
 * such pages, so the layers come with what every page needs.
 */
import '@theme/DocItem';
import '@theme/DocRoot';
import '@theme/DocsRoot';
import '@theme/DocVersionRoot';
