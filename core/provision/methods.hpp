// All methods, by name.
#pragma once

#include "provision/method.hpp"
#include "provision/method_name.hpp"

namespace provision {

const Method& find_method(MethodName name);

}  // namespace provision
