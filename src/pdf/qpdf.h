// libqpdf's headers. Those of 11.3 include JSON.hh, which clang 16 with libstdc++ 12 refuses in C++20 (a vector of a class
// not yet complete is destroyed inline); nothing here uses JSON, and its name alone is enough for the rest.
#pragma once
#if defined(__clang__) && !defined(JSON_HH)
#define JSON_HH
class JSON;
#endif
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
