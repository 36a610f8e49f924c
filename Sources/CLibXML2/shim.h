#pragma once
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlwriter.h>

/// Frees what libxml2 allocated; `xmlFree` itself is a variable.
static inline void sommet_xml_free(void *memory) { xmlFree(memory); }
