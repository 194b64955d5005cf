#include "provision/methods.hpp"

#include "provision/jitr.hpp"
#include "provision/mar.hpp"

namespace provision {

const Method& find_method(MethodName name) {
  return name == MethodName::jitr ? jitr() : mar();
}

}  // namespace provision
